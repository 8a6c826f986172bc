import { asAddress, type Charter, type Permission, permissionBits } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { NodeClient } from '../node/NodeClient.ts'

/** `mvm_getCharter`'s answer, as far as it is read. */
interface CharterAnswer {
  readonly vision: string
  readonly mission: string
  readonly permissions: readonly {
    readonly operation: 'allow' | 'deny'
    readonly opcode: string
    readonly addresses: readonly string[]
  }[]
  readonly taxrates: readonly { readonly threshold: string; readonly rate: string }[]
  readonly treasury: string
  readonly management_contract: string
  readonly version: string
}

/** The charter in force, or as of a block, as the node has it. Throws {@link PreconditionError} before block 1 has set it. */
export async function fetchCharter(
  node: NodeClient,
  signal: AbortSignal,
  blockNumber?: number,
): Promise<{ readonly charter: Charter; readonly version: number }> {
  const answer = (await node.request(
    'mvm_getCharter',
    blockNumber === undefined ? [] : [`0x${blockNumber.toString(16)}`],
    signal,
  )) as unknown as CharterAnswer | null
  if (answer === null) {
    throw new PreconditionError({
      code: 'CHARTER_NOT_SET',
      problem: `the DAC at ${node.url} has no charter yet: its first block sets it`,
      remedy: 'Wait for its first block, then try again.',
    })
  }
  return {
    charter: {
      vision: answer.vision,
      mission: answer.mission,
      permissions: answer.permissions.map(toPermission),
      taxrates: answer.taxrates.map(({ threshold, rate }) => ({
        threshold: BigInt(threshold),
        rate: Number(rate),
      })),
      treasury: asAddress(answer.treasury),
      managementContract: asAddress(answer.management_contract),
    },
    version: Number(answer.version),
  }
}

/** Each is one bit, a number where no opcode has it. */
function toPermission({
  operation,
  opcode,
  addresses,
}: CharterAnswer['permissions'][number]): Permission {
  const [bit] = permissionBits(opcode) ?? [Number(opcode)]
  return { operation, bit: bit ?? 0, addresses: addresses.map(asAddress) }
}
