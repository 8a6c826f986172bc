import { intrinsicGas } from '@mvm/protocol'
import type { Fork } from '../../engine/Fork.ts'
import { isSince } from '../../engine/isSince.ts'
import type { ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'

/** What a byte other than zero cost before EIP-2028, beyond what it costs since. */
const OLD_CALLDATA_SURCHARGE = 68 - 16

const INIT_CODE_WORD = 2
const CREATION = 32_000n

/** Gas that a transaction costs before its first opcode, by a fork's rules. */
export function ethereumIntrinsicGas(
  fork: Fork,
): (
  transaction: Pick<ExecutableTransaction, 'to' | 'data' | 'accessList' | 'authorizationList'>,
) => bigint {
  if (isSince(fork, 'shanghai')) return intrinsicGas
  return (transaction) => {
    const { to, data } = transaction
    let gas = intrinsicGas(transaction)
    if (to === null) {
      gas -= BigInt(Math.ceil(data.length / 32) * INIT_CODE_WORD)
      // EIP-2.
      if (fork === 'frontier') gas -= CREATION
    }
    if (!isSince(fork, 'istanbul')) {
      gas += BigInt(data.filter((byte) => byte !== 0).length * OLD_CALLDATA_SURCHARGE)
    }
    return gas
  }
}
