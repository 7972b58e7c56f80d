// Holds the arrows of the architecture ("who may import whom"): each room may import what its row lists, nothing else.
'use strict'

const engine = (room) => `src-main/engine/${room}/`
const engineRooms = (...rooms) => rooms.map(engine)

// The engine's layers, lowest first; a room may import every room of the layers below its own.
const layers = [
  ['bytes'],
  ['tlv', 'cap', 'crypto', 'apdu'],
  ['key-operations'],
  ['secure-channel', 'commands', 'key-blocks'],
  ['trace'],
  ['workflow', 'channel']
]
// The runner performs instructions on the channel port. Ports and decorators report the end of a card as an
// interruption, which has no imports of its own.
const interruption = 'src-main/engine/workflow/interruption\\.ts$'
// A trace explains what it shows, in the contract's shape and the product's texts.
const besideLayers = {
  workflow: [engine('channel')],
  channel: [interruption],
  trace: ['src-main/contract/', 'src-main/texts/']
}

// The engine's features; each may import all layers, and these other features.
const features = {
  cryptogram: [],
  'offline-auth': [],
  emv: ['cryptogram', 'offline-auth'],
  ecash: ['cryptogram', 'offline-auth', 'emv'],
  globalplatform: [],
  cards: ['atr'],
  personalization: ['cryptogram', 'offline-auth', 'globalplatform'],
  atr: [],
  inspection: ['atr', 'emv', 'ecash', 'globalplatform', 'cards'],
  verification: ['inspection', 'emv', 'personalization'],
  // A trace as a document looks like a card's report.
  'trace-files': ['inspection'],
  ota: [],
  iso8583: []
}
const anyFeature = Object.keys(features)
features.script = anyFeature
features.calculators = anyFeature

// The shape of a text in both languages, which explanations made in the engine carry too.
const words = 'src-main/texts/local-text\\.ts$'
const dictionaries = 'resources/.*\\.json$'
const contract = 'src-main/contract/'
const texts = 'src-main/texts/'
// Where services declare what they need; adapters see these files only.
const ports = [
  'src-main/services/readers/reader-driver\\.ts$',
  'src-main/services/storage/document-store\\.ts$',
  'src-main/services/.*[-/]ports?\\.ts$',
  'src-main/services/ports/'
]

const everything = ['src-main/(engine|virtual-card|services|adapters|contract|texts)/', dictionaries]

// room -> { may: paths it may import, npm: packages, core: may it use Node's own modules? }
const rooms = [
  { name: 'contract', path: contract, may: [], npm: ['zod'] },
  { name: 'texts', path: texts, may: [] },
  ...layers.flatMap((layer, level) =>
    layer.map((room) => ({
      name: `engine-${room}`,
      path: engine(room),
      may: [
        ...engineRooms(...layers.slice(0, level).flat()),
        ...(besideLayers[room] ?? []),
        // Explanations are in the contract's shape and the product's words.
        ...(room === 'trace' ? [contract, texts] : [words]),
        dictionaries
      ],
      // CAP files are ZIP archives.
      ...(room === 'cap' && { npm: ['fflate'] }),
      ...(room === 'crypto' && {
        npm: ['@noble/ciphers', '@noble/curves', 'sm-crypto'],
        coreOnly: '^(node:)?crypto$'
      })
    }))
  ),
  ...Object.entries(features).map(([room, others]) => ({
    name: `engine-${room}`,
    path: engine(room),
    // A feature's result is a report in the contract's shape, explained in the product's texts.
    may: [...engineRooms(...layers.flat(), ...others), contract, texts, dictionaries]
  })),
  {
    name: 'virtual-card',
    path: 'src-main/virtual-card/',
    may: [
      ...engineRooms(
        'bytes',
        'tlv',
        'cap',
        'crypto',
        'apdu',
        'key-operations',
        'secure-channel',
        'cryptogram',
        'offline-auth'
      ),
      dictionaries
    ]
  },
  {
    name: 'services',
    path: 'src-main/services/',
    may: ['src-main/engine/', contract, texts, dictionaries],
    // Applicants come in tables.
    npm: ['csv-parse']
  },
  ...['virtual-reader', 'vpcd'].map((room) =>
    adapter(room, `src-main/adapters/${room}/`, ['src-main/virtual-card/'])
  ),
  // Migrations are known by their hash.
  adapter('database', 'src-main/adapters/database/', [engine('crypto')], ['kysely', 'node-sqlite3-wasm']),
  // Works on keys as compositions ask for it.
  adapter('pkcs11', 'src-main/adapters/pkcs11/', [engine('crypto'), engine('key-operations')], ['pkcs11js']),
  adapter('others', 'src-main/adapters/(?!virtual-reader/|vpcd/|database/|pkcs11/)([^/]+)', []),
  // Shared by the two composition roots: which adapters serve which services.
  { name: 'composition', path: 'src-main/composition/', may: everything, core: true },
  {
    name: 'electron',
    path: 'src-main/electron/',
    may: ['src-main/composition/', ...everything],
    npm: ['electron', 'i18next'],
    core: true
  },
  {
    name: 'cli',
    path: 'src-main/cli/',
    may: ['src-main/composition/', ...everything],
    npm: ['commander', 'i18next'],
    core: true
  },
  ...renderer()
]

/** An adapter implements ports with the engine's pure rooms and the outside world; it knows no other adapter. */
function adapter(name, path, extra, npm = []) {
  return {
    name: `adapter-${name}`,
    path,
    ownPath: path.includes('([^/]+)') ? 'src-main/adapters/$1(/|\\.)' : path,
    may: [
      ...engineRooms('bytes', 'apdu', 'tlv', 'trace', 'channel'),
      interruption,
      contract,
      texts,
      ...ports,
      contract,
      dictionaries,
      ...extra
    ],
    npm: ['pcsc-mini', 'pcsclite', ...npm],
    core: true
  }
}

/** The window: blocks without a domain word, a typed client, state on top of it, views on top of that. */
function renderer() {
  const shared = [contract, texts, 'resources/']
  const npm = ['svelte', '@lucide/svelte', 'bits-ui', 'i18next']
  const room = (name, others) => ({
    name: `renderer-${name}`,
    path: `src-renderer/${name}/`,
    may: [...shared, ...others.map((other) => `src-renderer/${other}/`)],
    npm
  })
  return [
    room('ipc', []),
    room('state', ['ipc']),
    room('ui', []),
    room('features', ['state', 'ui', 'ipc']),
    { name: 'renderer-root', path: 'src-renderer/[^/]+$', may: [...shared, 'src-renderer/'], npm }
  ]
}

const anyOf = (paths) => paths.map((path) => `^${path}`)
const npmPath = (name) => `(^|/)node_modules/${name}/`

function rulesFor({ name, path, ownPath = path, may, npm = [], core = false, coreOnly }) {
  const from = { path: `^${path}` }
  const rules = [
    {
      name: `${name}-imports-only-its-row`,
      severity: 'error',
      from,
      to: { path: '^(src-main|src-renderer|test|scripts|resources)/', pathNot: anyOf([ownPath, ...may]) }
    },
    {
      name: `${name}-packages`,
      severity: 'error',
      from,
      to: {
        dependencyTypesNot: ['core', 'local', 'aliased', 'type-only'],
        path: '(^|/)node_modules/',
        ...(npm.length > 0 && { pathNot: npm.map(npmPath) })
      }
    }
  ]
  if (!core) {
    rules.push({
      name: `${name}-node-modules`,
      severity: 'error',
      from,
      to: { dependencyTypes: ['core'], ...(coreOnly && { pathNot: coreOnly }) }
    })
  }
  return rules
}

// What has no row may import nothing: a new room first gets its row here.
const known = rooms.map((room) => `^${room.path}`)

module.exports = {
  forbidden: [
    ...rooms.flatMap(rulesFor),
    {
      name: 'no-room-without-a-row',
      severity: 'error',
      from: { path: '^src-(main|renderer)/', pathNot: known },
      to: { path: '.' }
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^src-' }, to: { circular: true } },
    {
      // Shapes only: schemas run where data crosses, not in the engine and not in adapters.
      name: 'only-types-of-the-contract',
      severity: 'error',
      from: { path: '^src-main/(engine|adapters)/' },
      to: { path: `^${contract}`, dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'crypto-in-one-place',
      severity: 'error',
      from: { path: '^src-', pathNot: `^${engine('crypto')}` },
      to: { dependencyTypes: ['core'], path: '^(node:)?crypto$' }
    },
    {
      name: 'only-what-resolves',
      severity: 'error',
      from: { path: '^src-' },
      // The second PC/SC driver is optional: npm leaves it out where it cannot be compiled.
      to: { couldNotResolve: true, pathNot: '^(pcsclite|pkcs11js)$' }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    extraExtensionsToScan: ['.json'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte.ts', '.svelte', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'require', 'node', 'default'],
      mainFields: ['svelte', 'module', 'main', 'types', 'typings']
    }
  }
}
