import { describe, expect, it } from 'vitest'
import { charterInterface } from '../../src/charter/charterInterface.ts'
import { charterTuple } from '../../src/charter/charterTuple.ts'
import { type Address, type Charter, decodeCharter, fromHex } from '../../src/index.ts'

const charter: Charter = {
  vision: 'Brot für alle',
  mission: 'Every morning',
  permissions: [{ operation: 'deny', bit: 0x55, addresses: [`0x${'33'.repeat(20)}` as Address] }],
  taxrates: [{ threshold: 5n, rate: 10 }],
  treasury: `0x${'44'.repeat(20)}` as Address,
  managementContract: `0x${'55'.repeat(20)}` as Address,
}

const answer = charterInterface.encodeFunctionResult('charter', [charterTuple(charter)])

describe('decodeCharter', () => {
  it('reads what the contract answers', () => {
    expect(decodeCharter(fromHex(answer))).toEqual(charter)
  })

  it('reads the permissions also of a charter whose texts are not UTF-8', () => {
    const mission = Buffer.from(charter.mission).toString('hex')
    const spoiled = answer.replace(mission, 'ff'.repeat(charter.mission.length))
    const { vision, mission: text, permissions } = decodeCharter(fromHex(spoiled))
    expect(permissions).toEqual(charter.permissions)
    expect(vision).toBe(charter.vision)
    expect(text).toBe('\ufffd'.repeat(charter.mission.length))
  })
})
