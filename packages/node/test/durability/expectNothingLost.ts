import { expect } from 'vitest'
import type { KillReport } from './killSequencer.ts'

/** What must hold after a sequencer was killed, however often. Prints the figures. */
export function expectNothingLost(report: KillReport): void {
  const { stored, blocks, startMs } = report
  console.info(
    `${report.kills} kills (${report.startingKills} of them while starting), ` +
      `${report.answered} hashes answered at ${report.answeredPerS}/s, ` +
      `${report.unanswered} requests without an answer, ${blocks.length} blocks, ` +
      `start to first answer ${startMs[startMs.length >> 1]} ms (at most ${startMs.at(-1)} ms)`,
  )
  console.info(`refusals: ${[...report.refusals].map(([kind, n]) => `${n} × ${kind}`).join(', ')}`)
  expect(report.lostHashes.slice(0, 10)).toEqual([])
  expect(report.lostBlocks).toEqual([])
  expect(report.unexpected).toEqual([])
  expect(stored.verify.problems).toEqual([])
  expect(stored.blockHashes).toEqual(blocks.map(({ hash }) => hash))
  expect(new Set(stored.transactionHashes).size).toBe(stored.transactionHashes.length)
  for (const [signer, nonces] of stored.nonces) {
    expect([signer, nonces]).toEqual([signer, nonces.map((_, nonce) => nonce)])
  }
  // Without these the kills would have hit nothing.
  expect(report.answered).toBeGreaterThan(report.kills * 10)
  expect(report.answeredPerS).toBeGreaterThanOrEqual(50)
}
