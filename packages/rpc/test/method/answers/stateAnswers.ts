import { expect } from 'vitest'
import { alice, bob, scriptedAccounts } from '../../dac/testAccounts.ts'
import type { MethodAnswers } from './MethodAnswers.ts'
import { type MethodChain, word } from './MethodChain.ts'

/** What `eth_` says of the state. */
export function stateAnswers({ block }: MethodChain): MethodAnswers {
  return {
    eth_getStorageValues: {
      params: () => [{ [bob.address]: ['0x5', word('6')] }, 'latest'],
      result: () => ({ [bob.address]: [word('5'), word('6')] }),
    },
    eth_simulateV1: {
      params: () => [
        {
          blockStateCalls: [
            { blockOverrides: { number: '0x4' }, calls: [{ to: scriptedAccounts.reverts }, {}] },
          ],
        },
      ],
      result: () => [
        expect.objectContaining({ number: '0x3', calls: [] }),
        expect.objectContaining({
          number: '0x4',
          timestamp: `0x${(block(2).header.timestamp + 24).toString(16)}`,
          calls: [
            {
              returnData: '0x',
              logs: [],
              gasUsed: '0x7530',
              maxUsedGas: '0x7530',
              status: '0x0',
              error: { code: 3, message: 'execution reverted', data: '0x' },
            },
            { returnData: '0x', logs: [], gasUsed: '0x5208', maxUsedGas: '0x55f0', status: '0x1' },
          ],
        }),
      ],
    },
    eth_getBalance: { params: () => [alice.address], result: () => '0x4563918244f40000' },
    eth_getCode: { params: () => [scriptedAccounts.echo, 'safe'], result: () => '0x6001' },
    eth_getStorageAt: { params: () => [bob.address, '0x5', 'latest'], result: () => word('5') },
    eth_getTransactionCount: { params: () => [alice.address, 'pending'], result: () => '0x3' },
    eth_getProof: {
      params: () => [alice.address, ['0x05', word('6')], { blockHash: block(1).hash }],
      result: () => ({
        address: alice.address,
        accountProof: ['0x0102', '0x03'],
        balance: '0x4563918244f40000',
        codeHash: `0x${'c0'.repeat(32)}`,
        nonce: '0x2',
        storageHash: `0x${'50'.repeat(32)}`,
        storageProof: [
          { key: '0x5', value: '0x5', proof: ['0x04'] },
          { key: word('6'), value: '0x6', proof: ['0x04'] },
        ],
      }),
    },
    eth_call: {
      params: () => [{ to: scriptedAccounts.echo, data: '0x1234' }, 'latest'],
      result: () => '0x1234',
    },
    eth_estimateGas: { params: () => [{ to: bob.address }], result: () => '0xcf08' },
    eth_createAccessList: {
      params: () => [{ to: scriptedAccounts.halts }],
      result: () => ({
        accessList: [{ address: scriptedAccounts.echo, storageKeys: [`0x${'07'.repeat(32)}`] }],
        gasUsed: '0x61a8',
        error: 'out of gas',
      }),
    },
  }
}
