import type { Address } from '@mvm/protocol'
import type { Duty } from '../port/Duty.ts'
import type { DutyPort } from '../port/DutyPort.ts'
import { EverySegment } from './EverySegment.ts'
import type { RollupArchive } from './RollupArchive.ts'

/** Who checks each segment of a state batch; `null` before its draw, such as `readDuties`. */
export type ReadDrawing = (
  chainId: number,
  stateBatchIndex: number,
) => Promise<readonly (readonly Address[])[] | null>

/** The duties for which an account was drawn (spec 5.3). */
export class DrawnDuties implements DutyPort {
  readonly #all: EverySegment
  readonly #account: Address
  readonly #read: ReadDrawing
  /** By chain and state batch, whose index is never used twice. */
  #drawings = new Map<string, readonly (readonly Address[])[]>()

  /** @param segmentBlocks of the deployment's RangerPool, by which it draws */
  constructor(archive: RollupArchive, account: Address, read: ReadDrawing, segmentBlocks?: number) {
    this.#all = new EverySegment(archive, segmentBlocks)
    this.#account = account
    this.#read = read
  }

  async duties(): Promise<readonly Duty[]> {
    const drawn: Duty[] = []
    const drawings = new Map<string, readonly (readonly Address[])[]>()
    let segment = 0
    let batch = ''
    for (const duty of await this.#all.duties()) {
      const key = `${duty.chainId}/${duty.stateBatchIndex}`
      segment = key === batch ? segment + 1 : 0
      batch = key
      const drawing = drawings.get(key) ?? (await this.#drawing(key, duty))
      if (drawing === null) continue
      drawings.set(key, drawing)
      if (drawing[segment]?.includes(this.#account)) drawn.push(duty)
    }
    // Those of state batches that can no longer be disputed are let go.
    this.#drawings = drawings
    return drawn
  }

  changed(signal: AbortSignal): Promise<void> {
    return this.#all.changed(signal)
  }

  async #drawing(key: string, { chainId, stateBatchIndex }: Duty) {
    return this.#drawings.get(key) ?? (await this.#read(chainId, stateBatchIndex))
  }
}
