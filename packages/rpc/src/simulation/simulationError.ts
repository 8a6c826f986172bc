import {
  type CharterDenial,
  permissionName,
  revertReason,
  type SimulationFailure,
} from '@mvm/protocol'
import { decidePermission } from '../charter/decidePermission.ts'
import { CharterDeniedError } from '../error/CharterDeniedError.ts'
import { ExecutionRevertedError } from '../error/ExecutionRevertedError.ts'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import type { RpcError } from '../error/RpcError.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { CharterPort } from '../port/CharterPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/**
 * The error of a failed simulation. A denial that ended it, or that left a revert without any data (what
 * Solidity makes of a call that failed so), is {@link CharterDeniedError}; a revert with data stays one for
 * the tools that decode it, and its message names the denial.
 */
export async function simulationError(
  ports: ChainPorts,
  at: SealedHeader,
  failure: SimulationFailure,
): Promise<RpcError> {
  if (failure.status === 'invalid') return new InvalidInputError({ problem: failure.reason })
  const { denial } = failure
  const { charter } = ports
  const isDenied = denial !== undefined && charter !== null
  if (isDenied && (failure.status === 'halted' || failure.output.length === 0)) {
    return charterDenied(charter, at, denial)
  }
  if (failure.status === 'halted') return new InvalidInputError({ problem: failure.reason })
  return new ExecutionRevertedError({
    output: failure.output,
    reason: revertReason(failure.output),
    denied:
      denial === undefined
        ? undefined
        : `the charter denied ${permissionName(denial.opcode)} to ${denial.signer}`,
  })
}

async function charterDenied(
  charter: CharterPort,
  at: SealedHeader,
  denial: CharterDenial,
): Promise<CharterDeniedError> {
  const { signer, opcode } = denial
  const { rule, charterVersion } = await decidePermission(charter, at, signer, opcode)
  return new CharterDeniedError({ address: signer, permission: opcode, rule, charterVersion })
}
