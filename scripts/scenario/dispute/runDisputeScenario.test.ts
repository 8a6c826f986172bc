import { expect, it } from 'vitest'
import { toldOnFailure } from '../../vitest/toldOnFailure.ts'
import { runDisputeScenario } from './runDisputeScenario.ts'

it('a liar that stands by its whole trace loses at the wrong step, and somebody else goes on with the chain', async () => {
  const { signal } = new AbortController()
  const verdict = await runDisputeScenario('wrong-storage', { signal, progress: toldOnFailure() })
  console.info(
    `resolved ${verdict.seconds} s after the opening, gone on ${verdict.secondsToGoOn} s`,
  )
  expect(verdict).toMatchObject({
    ...{ passed: true, winner: 'challenger', kind: 'EXEC', opcode: 'SSTORE' },
    differingField: 'world.stateRoot',
  })
}, 240_000)
