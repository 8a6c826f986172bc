import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromHex } from '@mvm/protocol'
import { moduleId } from '../../src/index.ts'
import type { RecordedStep, StepAnswer } from './StepVerifier.ts'

/** Folder to which every step that a test asks of L1 is appended, with L1's answer. */
export const RECORDING = 'MVM_RECORD_STEPS'
/** Bytes of `moduleId ‖ position ‖ preHash ‖ postHash ‖ gas ‖ error ‖ length`, which the tape follows. */
export const RECORD_HEAD = 89

/** Appends steps to a file of this process, if it is to record them; a revert's post-hash is zero. */
export function recordAnswers(
  steps: readonly RecordedStep[],
  answers: readonly StepAnswer[],
): void {
  const folder = process.env[RECORDING]
  if (folder === undefined) return
  const parts = steps.flatMap(({ module, position, preHash, tape }, i) => {
    const { postHash, gas, error } = answers[i] as StepAnswer
    const head = Buffer.alloc(RECORD_HEAD)
    head[0] = moduleId(module)
    head.writeBigUInt64BE(BigInt(position), 1)
    head.set(fromHex(preHash as `0x${string}`), 9)
    if (postHash !== null) head.set(fromHex(postHash), 41)
    head.writeBigUInt64BE(BigInt(gas), 73)
    head.set(fromHex(error), 81)
    head.writeUInt32BE(tape.length, 85)
    return [head, tape]
  })
  appendFileSync(join(folder, `${process.pid}.steps`), Buffer.concat(parts))
}
