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
  readonly #drawings = new Map<string, readonly (readonly Address[])[]>()

  constructor(archive: RollupArchive, account: Address, read: ReadDrawing) {
    this.#all = new EverySegment(archive)
    this.#account = account
    this.#read = read
  }

  async duties(): Promise<readonly Duty[]> {
    const drawn: Duty[] = []
    let segment = 0
    let batch = ''
    for (const duty of await this.#all.duties()) {
      const key = `${duty.chainId}/${duty.stateBatchIndex}`
      segment = key === batch ? segment + 1 : 0
      batch = key
      const checkers = (await this.#drawing(key, duty))?.[segment]
      if (checkers?.includes(this.#account)) drawn.push(duty)
    }
    return drawn
  }

  changed(signal: AbortSignal): Promise<void> {
    return this.#all.changed(signal)
  }

  async #drawing(key: string, { chainId, stateBatchIndex }: Duty) {
    const known = this.#drawings.get(key)
    if (known !== undefined) return known
    const drawing = await this.#read(chainId, stateBatchIndex)
    if (drawing !== null) this.#drawings.set(key, drawing)
    return drawing
  }
}
