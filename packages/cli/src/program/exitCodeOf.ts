import { MvmError } from '@mvm/protocol'
import { CliError } from '../error/CliError.ts'
import { type ExitCode, exitCodes } from '../error/exitCodes.ts'

/** Errors of other packages by their stable codes; any other of them is an unmet precondition. */
const BY_CODE: Readonly<Record<string, ExitCode>> = {
  CHARTER_FILE: exitCodes.configuration,
  MALFORMED_HEX: exitCodes.usage,
  L1_UNREACHABLE: exitCodes.rpc,
  L1_ENDPOINT: exitCodes.rpc,
  L1_RPC: exitCodes.rpc,
  L1_RESPONSE: exitCodes.rpc,
  L1_DATA_MISMATCH: exitCodes.rpc,
  L1_REORGANISED: exitCodes.rpc,
  L1_HISTORY_LOST: exitCodes.rpc,
  DERIVATION_INPUT: exitCodes.rpc,
  WITNESS_SERVER: exitCodes.rpc,
  WITNESS_INCOMPLETE: exitCodes.rpc,
  MALFORMED_WITNESS: exitCodes.rpc,
  CONTRACT_REVERT: exitCodes.rejected,
  STATE_UNAVAILABLE: exitCodes.internal,
  ENGINE_FAULT: exitCodes.internal,
  BLOCK_EXECUTION: exitCodes.internal,
}

/** What the process ends with after an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode
  if (error instanceof MvmError) return BY_CODE[error.code] ?? exitCodes.precondition
  return exitCodes.internal
}
