export { type DevnetArguments, runDevnetCommand } from './devnet/runDevnetCommand.ts'
