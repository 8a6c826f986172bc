import type { Address } from '@mvm/protocol'
import { ContractRevertError } from '../../error/ContractRevertError.ts'
import type { ContractSource } from '../ContractSource.ts'
import { type EpochClock, readEpochClock } from '../epoch/readEpochClock.ts'
import { startOfEpoch } from '../epoch/startOfEpoch.ts'
import { readAssignedProducer } from '../producing/readAssignedProducer.ts'
import { readDrawing } from './readDrawing.ts'
import { readSelection } from './readSelection.ts'

/** Who leads a DAC in an epoch. */
export interface ScheduledEpoch {
  readonly epoch: number
  /** First L1 block of the epoch. */
  readonly firstL1Block: number
  /**
   * `unknown` before the seed is; `drawn` by the seed, whether somebody has drawn on L1 or not; `open` where no member
   * is eligible: anyone who allocates the threshold may post.
   */
  readonly state: 'unknown' | 'drawn' | 'open'
  /** Whether the draw stands on L1. */
  readonly isRecorded: boolean
  readonly leader: Address | null
  /** In their order. */
  readonly backups: readonly Address[]
  /** `null` where nobody is signed up, and before the seed is known. */
  readonly producer: Address | null
}

/** The epochs of a DAC from `firstEpoch` to `lastEpoch` with who leads in them (spec 5.2). */
export async function readSchedule(
  source: ContractSource,
  chainId: number,
  firstEpoch: number,
  lastEpoch: number,
): Promise<ScheduledEpoch[]> {
  const clock = await readEpochClock(source)
  const epochs = Array.from({ length: lastEpoch - firstEpoch + 1 }, (_, i) => firstEpoch + i)
  return Promise.all(epochs.map((epoch) => readEpoch(source, clock, chainId, epoch)))
}

async function readEpoch(
  source: ContractSource,
  clock: EpochClock,
  chainId: number,
  epoch: number,
): Promise<ScheduledEpoch> {
  const { isDrawn } = await readSelection(source, chainId, epoch)
  const drawn = await drawingOf(source, chainId, epoch)
  const [leader = null, ...backups] = drawn ?? []
  const producer = drawn === null ? null : await readAssignedProducer(source, chainId, epoch)
  return {
    epoch,
    firstL1Block: startOfEpoch(clock, epoch),
    state: drawn === null ? 'unknown' : leader === null ? 'open' : 'drawn',
    isRecorded: isDrawn,
    ...{ leader, backups, producer },
  }
}

/** `null` while the seed is not known. */
async function drawingOf(source: ContractSource, chainId: number, epoch: number) {
  try {
    return await readDrawing(source, chainId, epoch)
  } catch (error) {
    if (error instanceof ContractRevertError && error.errorName === 'SeedUnknown') return null
    throw error
  }
}
