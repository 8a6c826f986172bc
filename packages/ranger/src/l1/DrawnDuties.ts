import { type EpochClock, epochAt, type StateBatchAppended, startOfEpoch } from '@mvm/l1'
import type { Address, L1BlockHash } from '@mvm/protocol'
import type { Duty } from '../port/Duty.ts'
import type { DutyPort } from '../port/DutyPort.ts'
import type { RollupArchive } from './RollupArchive.ts'
import { segmentsOf } from './segmentsOf.ts'

/** Who checks each segment of a state batch; `null` before its draw, such as `readDuties`. */
export type ReadDrawing = (
  chainId: number,
  stateBatchIndex: number,
) => Promise<readonly (readonly Address[])[] | null>

export interface DrawnDutiesOptions {
  readonly account: Address
  readonly read: ReadDrawing
  readonly clock: Pick<EpochClock, 'deploymentBlock' | 'epochLength'>
  /** Of the deployment's RangerPool, by which it draws. */
  readonly segmentBlocks: number
}

interface Drawing {
  readonly checkers: readonly (readonly Address[])[]
  /** The L1 block with which the epoch of the draw began: with another one, the draw may be another. */
  readonly firstBlockHash: L1BlockHash
}

/** Epochs from that in which a state batch is appended to that whose seed draws its checkers. */
const DRAW_DELAY = 2

/**
 * The duties for which an account was drawn (spec 5.3). A draw is read once its epoch has begun, because until then its
 * seed may still be recorded otherwise than it seems; and again if L1 takes the epoch's beginning back.
 */
export class DrawnDuties implements DutyPort {
  readonly #archive: RollupArchive
  readonly #options: DrawnDutiesOptions
  /** By chain, state batch and its root: after a reorganisation another one can have the index. */
  #drawings = new Map<string, Drawing>()

  constructor(archive: RollupArchive, options: DrawnDutiesOptions) {
    this.#archive = archive
    this.#options = options
  }

  async duties(): Promise<readonly Duty[]> {
    const { account, segmentBlocks } = this.#options
    const drawn: Duty[] = []
    const drawings = new Map<string, Drawing>()
    for (const chainId of this.#archive.chainIds) {
      for (const stateBatch of this.#archive.chain(chainId)?.openStateBatches ?? []) {
        const { stateBatchIndex, merkleRoot } = stateBatch
        const key = `${chainId}/${stateBatchIndex}/${merkleRoot}`
        const drawing = await this.#drawing(key, stateBatch)
        if (drawing === null) continue
        drawings.set(key, drawing)
        for (const [segment, duty] of segmentsOf(stateBatch, segmentBlocks).entries()) {
          if (drawing.checkers[segment]?.includes(account)) drawn.push(duty)
        }
      }
    }
    // Those of state batches that can no longer be disputed are let go.
    this.#drawings = drawings
    return drawn
  }

  changed(signal: AbortSignal): Promise<void> {
    return this.#archive.changed(signal)
  }

  async #drawing(key: string, stateBatch: StateBatchAppended): Promise<Drawing | null> {
    const { clock, read } = this.#options
    const { chainId, stateBatchIndex, l1BlockNumber } = stateBatch
    const first = startOfEpoch(clock, epochAt(clock, l1BlockNumber) + DRAW_DELAY)
    if (this.#archive.headNumber < first) return null
    const known = this.#drawings.get(key)
    // No reorganisation reaches what is no longer kept.
    const hash = this.#archive.blockHash(first) ?? known?.firstBlockHash ?? NO_LONGER_KEPT
    if (known?.firstBlockHash === hash) return known
    const checkers = await read(chainId, stateBatchIndex)
    // L1 took back blocks while it was asked.
    const isSame = (this.#archive.blockHash(first) ?? hash) === hash
    return checkers === null || !isSame ? null : { checkers, firstBlockHash: hash }
  }
}

const NO_LONGER_KEPT = '0x' as L1BlockHash
