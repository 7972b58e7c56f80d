// Packed into the fallback Electron as its default application: starts the application folder named on the command line.
'use strict'
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')
const { app } = require('electron')

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (named === undefined) {
  console.error('Usage: electron [options] <application folder> [arguments]')
  process.exit(2)
}
const folder = resolve(named)
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(description.productName ?? description.name)
app.setVersion(description.version)
app.setAppPath(folder)
require(join(folder, description.main))
