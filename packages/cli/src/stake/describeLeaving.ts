import type { Address } from '@mvm/protocol'
import { formatFields } from '../output/formatFields.ts'

/** An account that is no longer a member, and whose bond is locked. */
export interface Leaving {
  readonly account: Address | null
  /** Wei of MT; `null` where it is not known. */
  readonly bond: bigint | null
  readonly unlockDelaySeconds: number
  readonly l1TransactionHash: string
}

/** What to print of an account that has left the rangers or the producers. */
export function describeLeaving({ account, bond, unlockDelaySeconds, l1TransactionHash }: Leaving) {
  return {
    data: { account, bond: String(bond ?? 0n), unlockDelaySeconds, l1TransactionHash },
    text: formatFields([
      ['account', account ?? undefined],
      ['bond locked for', `${unlockDelaySeconds} s`],
      ['L1 transaction', l1TransactionHash],
    ]),
  }
}
