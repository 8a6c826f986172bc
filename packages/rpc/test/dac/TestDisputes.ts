import { asHash, type OutputRoot } from '@mvm/protocol'
import type { DisputesPort, OpenDispute } from '../../src/index.ts'
import { bob } from './testAccounts.ts'

const root = (byte: string) => asHash<OutputRoot>(`0x${byte.repeat(32)}`)

/** One dispute is open. */
export class TestDisputes implements DisputesPort {
  async openDisputes(): Promise<readonly OpenDispute[]> {
    return [
      {
        ...{ disputeId: 3, stateBatchIndex: 5, blockNumber: 40, openedAt: 1_000 },
        ...{ challenger: bob.address, bond: 16n },
        ...{ agreedRoot: root('01'), claimedRoot: root('02'), challengerRoot: root('03') },
      },
    ]
  }
}
