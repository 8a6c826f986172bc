import { type CommitteeService, devCommitteeTiming } from '@mvm/sequencer'
import { expect, test } from 'vitest'
import { hearsLeader } from '../../src/sequencing/hearsLeader.ts'

type Service = Parameters<typeof hearsLeader>[0]

const silent: Service = { sequencer: undefined, isResting: false, state: undefined }

function heardAt(atMs: number): Service {
  return { ...silent, state: { heard: { atMs } } as CommitteeService['state'] }
}

const hears = (service: Service, nowMs: number) => hearsLeader(service, devCommitteeTiming, nowMs)

test('a leader is heard until backups have had the time to replace it', () => {
  const longestMs = 4 * devCommitteeTiming.silenceMs
  expect(hears(heardAt(10_000), 10_000)).toBe(true)
  expect(hears(heardAt(10_000), 10_000 + longestMs - 1)).toBe(true)
  expect(hears(heardAt(10_000), 10_000 + longestMs)).toBe(false)
  expect(hears(silent, 10_000)).toBe(false)
})

test('who leads needs to hear of nobody, and who rests hears nothing', () => {
  const sequencer = {} as CommitteeService['sequencer']
  expect(hears({ ...silent, sequencer }, 10_000)).toBe(true)
  expect(hears({ ...heardAt(10_000), isResting: true }, 100_000)).toBe(true)
})
