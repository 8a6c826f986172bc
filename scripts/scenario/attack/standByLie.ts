import type { AttackGround } from './AttackGround.ts'
import type { AttackOutcome } from './attacks.ts'
import { LiarsTrace } from './LiarsTrace.ts'
import { lyingOpening } from './lyingOpening.ts'

/** A right block, and all that a challenger needs to dispute it and never contradict itself. */
export interface Lie {
  readonly blockNumber: number
  readonly trace: LiarsTrace
  readonly subject: Awaited<ReturnType<typeof lyingOpening>>
}

/** Has a block made and asserted on which another machine disagrees, and attacks it with that machine's whole trace. */
export async function standByLie(
  ground: AttackGround,
  attack: (lie: Lie) => Promise<AttackOutcome>,
): Promise<AttackOutcome> {
  const blockNumber = await ground.contestedBlock()
  const trace = await LiarsTrace.open(ground, blockNumber)
  try {
    const subject = await lyingOpening(ground, blockNumber, trace.challengerRoot)
    return await attack({ blockNumber, trace, subject })
  } finally {
    await trace.close()
  }
}
