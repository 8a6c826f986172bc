import type { Duty } from '../port/Duty.ts'
import type { DutyPort } from '../port/DutyPort.ts'
import type { RollupArchive } from './RollupArchive.ts'

/** Blocks of a segment (spec 5.3). */
const SEGMENT_BLOCKS = 64

/** The duties of whoever checks everything that lives, or a part of it: anybody may. */
export class EverySegment implements DutyPort {
  readonly #archive: RollupArchive
  readonly #isWanted: (duty: Duty, segment: number) => boolean

  /** @param isWanted of a duty with its segment's number in the state batch, such as whether it was drawn */
  constructor(
    archive: RollupArchive,
    isWanted: (duty: Duty, segment: number) => boolean = () => true,
  ) {
    this.#archive = archive
    this.#isWanted = isWanted
  }

  async duties(): Promise<readonly Duty[]> {
    return this.#archive.chainIds.flatMap((chainId) =>
      (this.#archive.chain(chainId)?.stateBatches ?? []).flatMap((stateBatch) => {
        const { stateBatchIndex, merkleRoot, firstBlock: start, rootCount } = stateBatch
        // Genesis is a constant.
        if (start === 0) return []
        return Array.from({ length: Math.ceil(rootCount / SEGMENT_BLOCKS) }, (_, segment) => {
          const firstBlock = start + segment * SEGMENT_BLOCKS
          const lastBlock = Math.min(firstBlock + SEGMENT_BLOCKS, start + rootCount) - 1
          return { chainId, stateBatchIndex, merkleRoot, firstBlock, lastBlock }
        }).filter(this.#isWanted)
      }),
    )
  }

  changed(signal: AbortSignal): Promise<void> {
    return this.#archive.changed(signal)
  }
}
