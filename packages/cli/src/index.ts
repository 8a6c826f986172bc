export { type ExitCode, exitCodes } from './error/exitCodes.ts'
export { runCli } from './program/runCli.ts'
