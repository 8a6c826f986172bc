import {
  type Address,
  type Charter,
  contractArtifact,
  encodeInitialize,
  fromHex,
  genesisAccounts,
  predeploys,
  systemSenders,
} from '@mvm/protocol'
import { Interface } from 'ethers'
import { expect } from 'vitest'
import type { WrittenAccount } from '../../src/index.ts'
import { TestChain } from '../chain/TestChain.ts'

const abi = new Interface(contractArtifact('MVM_DACMaster').abi)

/** Calldata for `MVM_DACMaster`. */
export function masterCall(method: string, ...values: readonly unknown[]): Uint8Array {
  return fromHex(abi.encodeFunctionData(method, values))
}

/** A chain with the predeploys as they are in genesis, whose first block has set the charter. */
export async function realCharterChain(
  charter: Charter,
  accounts: readonly (readonly [Address, Partial<WrittenAccount>])[],
): Promise<TestChain> {
  const chain = new TestChain(new Map([...genesisAccounts(), ...accounts]))
  const block = await chain.block(
    [],
    [
      chain.deposit({
        from: systemSenders.comCo,
        to: predeploys.dacMaster,
        gasLimit: 2n ** 24n,
        isSystem: true,
        data: encodeInitialize(charter),
      }),
    ],
  )
  expect(block.receipts).toMatchObject([{ status: 1 }])
  return chain
}
