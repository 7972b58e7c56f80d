// Kinds of tests, a project each: pure ones; the tear matrix; those on the real PC/SC service; those in the real window.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// pcscd, its two virtual readers and the display exist once: such tests run one file at a time.
const oneAtATime = { fileParallelism: false, pool: 'forks' } as const

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'unit',
          // Loading the product anew for each of the 300 files would take four times as long as the tests themselves.
          isolate: false,
          // Properties try hundreds of inputs: a busy machine takes its time over them.
          testTimeout: 20_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**', 'test/e2e/**', 'test/bench/**', 'test/matrix/**']
        }
      },
      {
        // What can go wrong with money, exhaustively: two files, one for each core.
        test: { name: 'matrix', include: ['test/matrix/*.test.ts'], pool: 'forks', maxWorkers: 2 }
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...oneAtATime
        }
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...oneAtATime
        }
      }
    ]
  }
})
