#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// npm runs a script in the folder of its package; paths are meant from where the user is.
if (process.env.npm_lifecycle_event === 'mvm' && process.env.INIT_CWD !== undefined) {
  process.chdir(process.env.INIT_CWD)
}
// Halves the time until a command begins; only what is imported after it is cached.
enableCompileCache()
const { runCli } = await import('./program/runCli.ts')

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

process.exitCode = await runCli(process.argv.slice(2))
