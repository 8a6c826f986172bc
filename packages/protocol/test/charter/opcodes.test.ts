import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { createEVM } from '@ethereumjs/evm'
import { namedOperations, opcodes, permissionBits, permissionName } from '@mvm/protocol'
import { expect, test } from 'vitest'

test('the table is the opcodes of Osaka as @ethereumjs/evm has them, without INVALID', async () => {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Osaka })
  const evm = await createEVM({ common })
  const theirs = [...evm.getActiveOpcodes().values()]
    .filter(({ name }) => name !== 'INVALID')
    .map(({ code, fullName }) => [fullName, code])
  expect([...opcodes]).toEqual(theirs)
})

test('named operations other than DEPLOY use numbers that no opcode has', () => {
  const numbers = new Set(opcodes.values())
  for (const [name, bits] of Object.entries(namedOperations)) {
    if (name === 'DEPLOY') continue
    for (const bit of bits) expect(numbers.has(bit)).toBe(false)
  }
})

test('DEPLOY is CREATE and CREATE2', () => {
  expect(permissionBits('DEPLOY')).toEqual([opcodes.get('CREATE'), opcodes.get('CREATE2')])
})

test('every name of one bit is found again from its bit', () => {
  for (const [name, bit] of opcodes) expect(permissionName(bit)).toBe(name)
  expect(permissionName(0xfe)).toBe('SUBMIT')
  expect(permissionName(0x0c)).toBe('0x0c')
  expect(permissionBits('INVALID')).toBeUndefined()
  expect(permissionBits('constructor')).toBeUndefined()
})
