import { expect, it } from 'vitest'
import { runFaultScenario } from './runFaultScenario.ts'

it.each(['wrong-bloom', 'skipped-transaction', 'invented-transaction'] as const)(
  'a ranger disputes exactly the wrong block of a chain with the fault %s',
  async (fault) => {
    const verdict = await runFaultScenario(fault)
    expect(verdict).toMatchObject({ fault, passed: true, disputedBlock: verdict.block })
    expect(verdict.differed.length).toBeGreaterThan(0)
  },
)
