import { faultNames } from '@mvm/execution'
import { expect, it } from 'vitest'
import { toldOnFailure } from '../../vitest/toldOnFailure.ts'
import { runDisputeScenario } from './runDisputeScenario.ts'

const { signal } = new AbortController()

it.each(faultNames)(
  'who lies by the fault %s loses at a step that shows it, and somebody else goes on with the chain',
  async (fault) => {
    const verdict = await runDisputeScenario(fault, { signal, progress: toldOnFailure() })
    console.info(JSON.stringify(verdict))
    expect(verdict).toMatchObject({ fault, passed: true, winner: 'challenger' })
  },
)
