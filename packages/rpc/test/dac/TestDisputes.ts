import { asHash, type OutputRoot } from '@mvm/protocol'
import type { DisputedGame, DisputeEvent, DisputesPort, OpenDispute } from '../../src/index.ts'
import { alice, bob } from './testAccounts.ts'

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

  async game(disputeId: number): Promise<DisputedGame | null> {
    const [open] = await this.openDisputes()
    if (open === undefined || disputeId !== open.disputeId) return null
    return {
      ...open,
      ...{ openedAtBlock: 70, asserter: alice.address, delegate: null, defender: alice.address },
      ...{ phase: 'bisection', isResolved: false, deadline: 1_100 },
      ...{ asserterSeconds: 60, challengerSeconds: 50, segmentHash: root('07') },
      segment: { position: 2 ** 33, round: 1, startHash: root('04'), endHash: root('05') },
    }
  }

  async events(): Promise<readonly DisputeEvent[]> {
    const cut = { round: 0, position: 0, defender: alice.address, stateHashes: [root('04')] }
    const hashes = { startHash: root('04'), endHash: root('05') }
    return [
      { kind: 'cut', l1BlockNumber: 71, ...cut },
      { kind: 'picked', l1BlockNumber: 72, round: 0, part: 2, position: 2 ** 33, ...hashes },
    ]
  }
}
