import { expect, it } from 'vitest'
import { runFaultScenario } from './runFaultScenario.ts'

it('a ranger process disputes exactly the wrong block of a devnet whose sequencer lies', async () => {
  const { signal } = new AbortController()
  const verdict = await runFaultScenario('skip-permission-check', { signal })
  console.info(`disputed ${verdict.seconds} s after the lie, which L1 had ${verdict.secondsOnL1} s`)
  expect(verdict).toMatchObject({ passed: true, disputedBlock: verdict.block })
  expect(verdict.differed).toContain('stateRoot')
}, 120_000)
