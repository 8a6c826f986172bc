import type { Address } from '@mvm/protocol'
import type { BondThreshold, Eligibility, Schedule, SequencingPort } from '../../src/index.ts'
import { alice, bob } from './testAccounts.ts'

const MT = 10n ** 18n

/** Epoch 7 of a pool in which alice leads and bob backs her up; bob's weight is a quarter of both. */
export class TestSequencing implements SequencingPort {
  async schedule(epochCount: number): Promise<Schedule> {
    const epochs = [5, 6, 7].map((epoch) => ({
      ...{ epoch, firstL1Block: epoch * 10, state: 'drawn' as const },
      ...{ leader: alice.address, backups: [bob.address], producer: null },
    }))
    const next = { ...{ epoch: 8, firstL1Block: 80, state: 'unknown' as const } }
    const unknown = { ...next, leader: null, backups: [], producer: null }
    return { currentEpoch: 7, epochs: [...epochs, unknown].slice(-epochCount) }
  }

  async eligibility(account: Address, epoch = 7): Promise<Eligibility> {
    return {
      ...{ epoch, isFinal: epoch <= 8, threshold: MT, totalWeight: 4n * MT },
      ...{ weight: account === bob.address ? MT : 0n, stake: 9n * MT, allocated: 2n * MT },
      mayPost: true,
    }
  }

  async threshold(): Promise<BondThreshold> {
    return {
      ...{ currentEpoch: 7, threshold: 3n, inCurrentEpoch: 2n, inNextEpoch: 1n, escrow: 100n },
    }
  }
}
