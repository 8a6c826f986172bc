import { asHash, type Hash } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { RangerMetrics } from '../../src/ranging/RangerMetrics.ts'

const duty = {
  ...{ chainId: 11, stateBatchIndex: 5, firstBlock: 65, lastBlock: 80 },
  merkleRoot: asHash<Hash<'state batch'>>(`0x${'01'.repeat(32)}`),
}

it('counts work and results, and shows the lag as it is when it is asked', async () => {
  let lagSeconds = 3
  const report = () => ({
    ...{ account: '0xab' as never, checkedSegments: 0, checkedBlocks: 0, alarms: 0 },
    ...{ pendingSegments: 2, lagSeconds, l1BlockNumber: 9, last: null, disputes: [] },
    ...{ postponedDisputes: 1, disputesPerDay: 4 },
  })
  const metrics = new RangerMetrics({ report }, () => 2)
  metrics.count({ kind: 'equal', duty, blockCount: 16 })
  metrics.count({ kind: 'equal', duty, blockCount: 4 })
  metrics.count({ kind: 'alarm', duty, blockNumber: 70 })
  metrics.count({ kind: 'witness-failed', duty, node: 'http://a', error: null })
  const dispute = { chainId: 11 } as never
  metrics.count({ kind: 'disputed', duty, dispute })
  metrics.count({ kind: 'covered', duty, dispute })
  metrics.count({ kind: 'covered', duty, dispute })
  lagSeconds = 12
  const lines = (await metrics.metrics()).split('\n')
  for (const line of [
    'mvm_ranger_segments_total{result="equal"} 2',
    'mvm_ranger_segments_total{result="alarm"} 1',
    'mvm_ranger_blocks_total 20',
    'mvm_ranger_witness_failures_total{node="http://a"} 1',
    'mvm_ranger_failures_total 0',
    'mvm_ranger_pending_segments 2',
    'mvm_ranger_lag_seconds 12',
    'mvm_ranger_l1_block 9',
    'mvm_ranger_l1_disagreements 2',
    'mvm_ranger_disputes_total{outcome="disputed"} 1',
    'mvm_ranger_disputes_total{outcome="covered"} 2',
    'mvm_ranger_postponed_disputes 1',
    'mvm_ranger_dispute_budget 4',
  ]) {
    expect(lines).toContain(line)
  }
})
