import { faultNames } from '@mvm/execution'
import { expect, it } from 'vitest'
import { runFaultScenario } from '../../../../scripts/scenario/ranger/runFaultScenario.ts'

const { signal } = new AbortController()

it.each(faultNames)(
  'a ranger process disputes exactly the wrong block of a devnet with the fault %s within a minute',
  async (fault) => {
    const verdict = await runFaultScenario(fault, { signal })
    console.info(JSON.stringify(verdict))
    expect(verdict).toMatchObject({ fault, passed: true, disputedBlock: verdict.block })
    expect(verdict.differed.length).toBeGreaterThan(0)
  },
)

it('three sequencers that are the same wrong machine agree on the lie, and are disputed as one is', async () => {
  const verdict = await runFaultScenario('wrong-refund', { signal, sequencerCount: 3 })
  expect(verdict).toMatchObject({ passed: true, disputedBlock: verdict.block })
})

it('a ranger that checks only what it is drawn for opens its dispute within a minute, too', async () => {
  const verdict = await runFaultScenario('wrong-log', { signal, duties: 'drawn' })
  console.info(JSON.stringify(verdict))
  expect(verdict).toMatchObject({ passed: true, disputedBlock: verdict.block })
})
