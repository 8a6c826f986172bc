import {
  type Charter,
  contractArtifact,
  fromHex,
  genesisAccounts,
  type Hex,
  predeploys,
  systemSenders,
} from '@mvm/protocol'
import { Interface } from 'ethers'
import { describe, expect, it } from 'vitest'
import { CharterReader, CommittedState, permissionsOfSigned } from '../../src/index.ts'
import { TestChain, user } from '../chain/TestChain.ts'

const member = user(1).address
const stranger = user(2).address
const manager = user(3).address

const charter: Charter = {
  vision: 'A bakery owned by its neighbours.',
  mission: 'Bread every morning.',
  permissions: [
    { operation: 'allow', bit: 0xfe, addresses: [member] },
    { operation: 'deny', bit: 0x55, addresses: [stranger] },
  ],
  taxrates: [{ threshold: 1_000n, rate: 50 }],
  treasury: user(4).address,
  managementContract: manager,
}

function initialize(): Uint8Array {
  const dacMaster = new Interface(JSON.stringify(contractArtifact('MVM_DACMaster').abi))
  const rules = charter.permissions.map(({ operation, bit, addresses }) => ({
    operation: operation === 'allow' ? 0 : 1,
    bit,
    addresses: [...addresses],
  }))
  const argument = { ...charter, permissions: rules, taxrates: [...charter.taxrates] }
  return fromHex(dacMaster.encodeFunctionData('initialize', [argument]) as Hex)
}

describe('block 1', () => {
  it('sets the charter that consensus reads from then on', async () => {
    const subject = new TestChain(genesisAccounts())
    const deposit = subject.deposit({
      from: systemSenders.comCo,
      to: predeploys.dacMaster,
      gasLimit: 10_000_000n,
      isSystem: true,
      data: initialize(),
    })
    const block = await subject.block([], [deposit])
    expect(block.receipts[0]).toMatchObject({ status: 1, charterVersion: 0n })

    const state = new CommittedState(subject.store, block.header.stateRoot)
    const reader = new CharterReader()
    expect(reader.terms(state)).toMatchObject({
      restricted: 1n << 0xfen,
      managementContract: manager,
      taxReceiver: user(4).address,
      taxBrackets: charter.taxrates,
      version: 1n,
    })
    const may = (signer: typeof member, to: typeof member | null) =>
      permissionsOfSigned(reader, state, { signer, to })
    expect(may(member, stranger).maySubmit).toBe(true)
    expect(may(stranger, member).maySubmit).toBe(false)
    expect(may(stranger, manager).maySubmit).toBe(true)
    expect((may(stranger, member).frames.mask >> 0x55n) & 1n).toBe(0n)
    expect((may(member, stranger).frames.mask >> 0x55n) & 1n).toBe(1n)
  })
})
