import { type ParseArgsConfig, parseArgs } from 'node:util'
import { exitWithUsage } from './exitWithUsage.ts'

/**
 * The words and options that a script was called with. `--help` prints the usage and ends with 0; what the script
 * does not know ends it with 2.
 */
export function readOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: T,
) {
  const parsed = parseOr(usage, options)
  if ('help' in parsed.values && parsed.values.help === true) {
    process.stdout.write(usage)
    process.exit(0)
  }
  return parsed
}

function parseOr<const T extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: T,
) {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return exitWithUsage(usage, error.message)
    throw error
  }
}
