import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type StepModule, stepModules, toHex } from '@mvm/protocol'
import { id } from 'ethers'
import { RECORD_HEAD } from '../evm/recordAnswers.ts'
import type { RecordedStep } from '../evm/StepVerifier.ts'

/** A step that a test asks of L1, and what L1 answers: `null` for a revert. */
export interface AnsweredStep extends RecordedStep {
  readonly postHash: string | null
}

/** Of steps that cost the same gas, which as a rule go the same way, so many are kept. */
const SAME_WAY = 500
/** And of those that revert with the same error, so many; of steps of other modules all. */
const SAME_REVERT = 12
const FOREIGN = id('ForeignStep(uint256,uint256)').slice(0, 10)

/** The steps that `recordAnswers` wrote, by module: one of each way first, then the others, then those that revert. */
export function readRecording(folder: string): ReadonlyMap<StepModule, readonly AnsweredStep[]> {
  const steps = new Map(stepModules.map((module) => [module, new Steps()]))
  for (const name of readdirSync(folder).toSorted()) {
    const bytes = readFileSync(join(folder, name))
    for (let at = 0; at < bytes.length; ) {
      const end = at + RECORD_HEAD + bytes.readUInt32BE(at + 85)
      const module = stepModules[bytes[at] as number]
      if (module !== undefined) steps.get(module)?.add(module, bytes.subarray(at, end))
      at = end
    }
  }
  return new Map([...steps].map(([module, kept]) => [module, kept.all]))
}

class Steps {
  readonly #known = new Set<string>()
  readonly #ways = new Map<string, number>()
  readonly #firsts: AnsweredStep[] = []
  readonly #others: AnsweredStep[] = []
  readonly #reverts: AnsweredStep[] = []

  get all(): AnsweredStep[] {
    return [...this.#firsts, ...this.#others, ...this.#reverts]
  }

  add(module: StepModule, record: Buffer): void {
    const isRevert = record.subarray(41, 73).every((byte) => byte === 0)
    const error = toHex(record.subarray(81, 85))
    const way = `${error} ${record.readBigUInt64BE(73)}`
    const count = this.#ways.get(way) ?? 0
    const most = isRevert ? SAME_REVERT : SAME_WAY
    if (count >= most && error !== FOREIGN) return
    const digest = createHash('sha256').update(record).digest('base64')
    if (this.#known.has(digest)) return
    this.#known.add(digest)
    this.#ways.set(way, count + 1)
    const list = isRevert ? this.#reverts : count === 0 ? this.#firsts : this.#others
    list.push({
      module,
      position: Number(record.readBigUInt64BE(1)),
      preHash: toHex(record.subarray(9, 41)),
      postHash: isRevert ? null : toHex(record.subarray(41, 73)),
      // A copy: a view would keep the whole file in memory.
      tape: Uint8Array.from(record.subarray(RECORD_HEAD)),
    })
  }
}
