import type { Duty } from '../port/Duty.ts'
import type { DutyPort } from '../port/DutyPort.ts'
import type { RollupArchive } from './RollupArchive.ts'
import { segmentsOf } from './segmentsOf.ts'

/** Blocks of a segment where a deployment does not say otherwise (spec 5.3). */
const SEGMENT_BLOCKS = 64

/** The duties of whoever checks everything that lives and can be disputed: anybody may. */
export class EverySegment implements DutyPort {
  readonly #archive: RollupArchive
  readonly #segmentBlocks: number

  /** @param segmentBlocks of the deployment's RangerPool */
  constructor(archive: RollupArchive, segmentBlocks: number = SEGMENT_BLOCKS) {
    this.#archive = archive
    this.#segmentBlocks = segmentBlocks
  }

  async duties(): Promise<readonly Duty[]> {
    return this.#archive.chainIds.flatMap((chainId) =>
      (this.#archive.chain(chainId)?.openStateBatches ?? []).flatMap((stateBatch) =>
        segmentsOf(stateBatch, this.#segmentBlocks),
      ),
    )
  }

  changed(signal: AbortSignal): Promise<void> {
    return this.#archive.changed(signal)
  }
}
