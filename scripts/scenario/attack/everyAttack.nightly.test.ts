import { expect, it } from 'vitest'
import { toldOnFailure } from '../../vitest/toldOnFailure.ts'
import { attackNames } from './attacks.ts'
import { runAttackScenario } from './runAttackScenario.ts'
import { runFalseBase } from './runFalseBase.ts'

const { signal } = new AbortController()

it.each(attackNames)('the attack %s on an honest asserter fails', async (attack) => {
  const verdict = await runAttackScenario(attack, { signal, progress: toldOnFailure() })
  console.info(JSON.stringify(verdict))
  expect(verdict).toMatchObject({ attack, passed: true })
})

it('an honest sequencer asserts nothing behind wrong roots, and everything once they are deleted', async () => {
  const verdict = await runFalseBase({ signal })
  console.info(JSON.stringify(verdict))
  expect(verdict).toMatchObject({ passed: true })
})
