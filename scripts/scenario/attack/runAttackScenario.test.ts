import { expect, it } from 'vitest'
import { toldOnFailure } from '../../vitest/toldOnFailure.ts'
import { runAttackScenario } from './runAttackScenario.ts'

it('a ranger that disputes what is right, and stands by another machine’s whole trace, loses to the asserter', async () => {
  const { signal } = new AbortController()
  const verdict = await runAttackScenario('wrong-block', { signal, progress: toldOnFailure() })
  console.info(verdict.games)
  expect(verdict.checks).toEqual(
    Object.fromEntries(Object.keys(verdict.checks).map((check) => [check, true])),
  )
  expect(verdict).toMatchObject({ passed: true, games: [{ phase: 'asserter-won', round: 7 }] })
}, 240_000)
