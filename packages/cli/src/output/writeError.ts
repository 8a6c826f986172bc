import { MvmError } from '@mvm/protocol'
import { CliError } from '../error/CliError.ts'
import type { Colour } from './colourFor.ts'
import type { Json } from './Json.ts'

interface DescribedError {
  readonly code: string
  readonly message: string
  readonly remedy: string | null
  readonly details?: Json
}

/** Says what went wrong, why, and what to do: to people on stderr, to programs as JSON on stdout. */
export function writeError(
  error: unknown,
  options: {
    readonly warnings: readonly string[]
    readonly isJson: boolean
    readonly colour: Colour
    /** Whether a bug of ours shows its trace. */
    readonly isDebug: boolean
  },
): void {
  const described = describe(error)
  if (options.isJson) {
    const { warnings } = options
    process.stdout.write(`${JSON.stringify({ ok: false, error: described, warnings })}\n`)
  } else {
    const { code, message, remedy } = described
    process.stderr.write(`${options.colour('red', 'error')} ${code}: ${message}\n`)
    if (remedy !== null) process.stderr.write(`  ${remedy}\n`)
  }
  if (options.isDebug && error instanceof Error) process.stderr.write(`${error.stack}\n`)
}

function describe(error: unknown): DescribedError {
  if (error instanceof MvmError) {
    const { code, message, remedy = null } = error
    const details = error instanceof CliError ? error.details : undefined
    return { code, message, remedy, ...(details === undefined ? {} : { details }) }
  }
  return {
    code: 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    remedy: 'This is a bug. Run again with MVM_DEBUG=1 for its trace, and report it.',
  }
}
