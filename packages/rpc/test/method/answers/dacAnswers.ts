import { encodeBlockHeader, keccak256Hex, toHex } from '@mvm/protocol'
import { expect } from 'vitest'
import { managementContract } from '../../dac/TestCharter.ts'
import { alice, bob } from '../../dac/testAccounts.ts'
import type { MethodAnswers } from './MethodAnswers.ts'
import { type MethodChain, word } from './MethodChain.ts'

/** `optimism_` and `mvm_`. */
export function dacAnswers({ block, transactionHash }: MethodChain): MethodAnswers {
  return {
    optimism_version: { result: () => 'mvm/v0.1.0-test' },
    optimism_syncStatus: {
      result: () =>
        expect.objectContaining({
          unsafe_l2: {
            hash: block(2).hash,
            number: 2,
            parentHash: block(1).hash,
            timestamp: 4,
            l1origin: { hash: `0x${'11'.repeat(32)}`, number: 100 },
            sequenceNumber: 0,
          },
          safe_l2: expect.objectContaining({ number: 1 }),
          finalized_l2: expect.objectContaining({ number: 1 }),
          head_l1: expect.objectContaining({ number: 100 }),
        }),
    },
    optimism_rollupConfig: {
      result: () =>
        expect.objectContaining({
          l1_chain_id: 31337,
          l2_chain_id: 1_088_001,
          batch_inbox_address: `0x${'a4'.repeat(20)}`,
        }),
    },
    optimism_outputAtBlock: {
      params: () => ['0x1'],
      result: () => {
        const { stateRoot, withdrawalsRoot } = block(1).header
        const parts = [word('0'), stateRoot, withdrawalsRoot, block(1).hash]
        return expect.objectContaining({
          version: word('0'),
          outputRoot: keccak256Hex(Buffer.from(parts.map((hex) => hex.slice(2)).join(''), 'hex')),
          stateRoot,
          withdrawalStorageRoot: withdrawalsRoot,
          blockRef: expect.objectContaining({ number: 1, sequenceNumber: 0 }),
        })
      },
    },
    mvm_getCharter: {
      result: () => ({
        vision: 'A bakery owned by its neighbours.',
        mission: 'Bread every morning – für alle.',
        permissions: [
          { operation: 'allow', opcode: 'CREATE', addresses: [alice.address] },
          { operation: 'allow', opcode: 'CREATE2', addresses: [alice.address] },
          { operation: 'deny', opcode: 'SSTORE', addresses: [alice.address] },
        ],
        taxrates: [{ threshold: '0x64', rate: '0x64' }],
        treasury: `0x${'7e'.repeat(20)}`,
        management_contract: managementContract,
        version: '0x1',
      }),
    },
    mvm_effectiveMask: {
      params: () => [bob.address],
      result: () => ({
        address: bob.address,
        mask: word('ffde'.padEnd(64, 'f')),
        denied: ['CREATE', 'CREATE2', 'DEPLOY'],
        charterVersion: '0x1',
      }),
    },
    mvm_checkPermission: {
      params: () => [{ from: alice.address, opcode: 'SSTORE' }],
      result: () => ({
        allowed: false,
        address: alice.address,
        opcode: 'SSTORE',
        rule: 'denied',
        charterVersion: '0x1',
      }),
    },
    mvm_estimateTax: {
      params: () => [{ to: bob.address, value: '0x1f4' }],
      result: () => ({
        tax: '0x4',
        taxrates: [{ threshold: '0x64', rate: '0x64' }],
        treasury: `0x${'7e'.repeat(20)}`,
        charterVersion: '0x1',
      }),
    },
    mvm_batchByBlock: {
      params: () => ['0x1'],
      result: () => expect.objectContaining({ batchIndex: '0x0', l1BlockNumber: '0x65' }),
    },
    mvm_blockWitness: {
      params: () => ['0x1', '0x2'],
      result: () => ({
        fromBlock: '0x1',
        toBlock: '0x2',
        parentHeader: toHex(encodeBlockHeader(block(0).header)),
        headers: [1, 2].map((number) => toHex(encodeBlockHeader(block(number).header))),
        nodes: [`0x${'00'.repeat(100)}`, `0x${'01'.repeat(100)}`],
        codes: ['0x00'],
      }),
    },
    mvm_finalityStatus: {
      params: () => [transactionHash(1, 0)],
      result: () =>
        expect.objectContaining({
          blockNumber: '0x1',
          level: 'finalized',
          reasons: ['the state root is not asserted yet'],
          withdrawableInSeconds: '0x78',
          stateBatch: expect.objectContaining({ stateBatchIndex: '0x0' }),
        }),
    },
    mvm_sequencerSchedule: {
      params: () => ['0x2'],
      result: () => ({
        currentEpoch: '0x7',
        epochs: [
          {
            ...{ epoch: '0x7', firstL1Block: '0x46', state: 'drawn' },
            ...{ leader: alice.address, backups: [bob.address], producer: null },
          },
          {
            ...{ epoch: '0x8', firstL1Block: '0x50', state: 'unknown' },
            ...{ leader: null, backups: [], producer: null },
          },
        ],
      }),
    },
    mvm_eligibility: {
      params: () => [bob.address, '0x9'],
      result: () => ({
        ...{ address: bob.address, epoch: '0x9', isFinal: false, isEligible: true, mayPost: true },
        ...{ weight: '0xde0b6b3a7640000', totalWeight: '0x3782dace9d900000' },
        ...{ threshold: '0xde0b6b3a7640000', stake: '0x7ce66c50e2840000' },
        allocated: '0x1bc16d674ec80000',
      }),
    },
    mvm_dbt: {
      result: () => ({
        ...{ threshold: '0x3', escrow: '0x64', currentEpoch: '0x7' },
        ...{ inCurrentEpoch: '0x2', inNextEpoch: '0x1' },
      }),
    },
    mvm_listDisputes: {
      result: () => [
        {
          ...{ disputeId: '0x3', stateBatchIndex: '0x5', blockNumber: '0x28', openedAt: '0x3e8' },
          ...{ challenger: bob.address, bond: '0x10', agreedRoot: `0x${'01'.repeat(32)}` },
          ...{ claimedRoot: `0x${'02'.repeat(32)}`, challengerRoot: `0x${'03'.repeat(32)}` },
        },
      ],
    },
    mvm_getDispute: {
      params: () => ['0x3'],
      result: () => ({
        ...{ disputeId: '0x3', stateBatchIndex: '0x5', blockNumber: '0x28', openedAt: '0x3e8' },
        ...{ openedAtL1Block: '0x46', phase: 'bisection', isResolved: false, deadline: '0x44c' },
        round: '0x1',
        segment: {
          ...{ position: '0x200000000', segmentHash: `0x${'07'.repeat(32)}` },
          ...{ startHash: `0x${'04'.repeat(32)}`, endHash: `0x${'05'.repeat(32)}` },
        },
        ...{ challenger: bob.address, asserter: alice.address, delegate: null },
        ...{ defender: alice.address, bond: '0x10' },
        ...{ asserterSeconds: '0x3c', challengerSeconds: '0x32' },
        ...{ agreedRoot: `0x${'01'.repeat(32)}`, claimedRoot: `0x${'02'.repeat(32)}` },
        challengerRoot: `0x${'03'.repeat(32)}`,
      }),
    },
    mvm_disputeTree: {
      params: () => ['0x3'],
      result: () => ({
        ...{ disputeId: '0x3', blockNumber: '0x28' },
        rounds: [
          {
            ...{ round: '0x0', position: '0x0' },
            cut: {
              ...{ defender: alice.address, stateHashes: [`0x${'04'.repeat(32)}`] },
              l1BlockNumber: '0x47',
            },
            pick: {
              ...{ part: '0x2', position: '0x200000000', l1BlockNumber: '0x48' },
              ...{ startHash: `0x${'04'.repeat(32)}`, endHash: `0x${'05'.repeat(32)}` },
            },
          },
        ],
        ...{ executed: null, decided: null, resolved: null },
      }),
    },
    mvm_executionTrace: {
      params: () => ['0x1', { position: '0x5', count: '0x2' }],
      result: () => ({
        ...{ blockNumber: '0x1', blockHash: block(1).hash },
        states: [4, 5].map((position, i) => ({
          ...{ position: `0x${position}`, kind: 'EXEC', opcode: '0x1', pc: `0x${i}` },
          ...{ gas: '0x64', depth: '0x1', stateHash: word(String(position)) },
        })),
      }),
    },
    mvm_oneStepWitness: {
      params: () => ['0x1', '0x5'],
      result: () => ({
        ...{ blockNumber: '0x1', blockHash: block(1).hash, position: '0x5' },
        ...{ kind: 'EXEC', opcode: '0x1', moduleId: '0x3', tape: '0xabcd' },
        ...{ preHash: word('5'), postHash: word('6') },
      }),
    },
    mvm_forceInclusionStatus: {
      params: () => ['0x0'],
      result: () => expect.objectContaining({ state: 'included', forcibleFromL1Block: '0x14' }),
    },
  }
}
