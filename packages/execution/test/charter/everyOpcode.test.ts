import { type Address, opcodes } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { attempt, charterChain, compare, maskWithout, permitted, signer } from './CharterPair.ts'
import { programOf, type Route, routes, routeTo } from './reachOpcode.ts'

const outer = '0x0000000000000000000000000000000000007001' as Address
const inner = '0x0000000000000000000000000000000000007002' as Address

const SUBMIT = 0xfe
const FORCED = [0x00, 0x5b, 0xf3, 0xfd]
const numbers = Array.from({ length: 256 }, (_, number) => number)
const defined = new Set(opcodes.values())

/** A chain on which the opcode is reached by a route, kept from the signer by the charter in one of both ways. */
function chainFor(opcode: number, route: Route, way: 'denied' | 'not allowed') {
  const program = programOf(opcode, route)
  const codes: [Address, Uint8Array][] =
    route === 'depth 0'
      ? [[outer, program]]
      : [
          [outer, routeTo(route, inner, opcode)],
          [inner, program],
        ]
  const charter =
    way === 'denied'
      ? { denied: new Map([[signer.address, [opcode]]]) }
      : { restricted: [opcode], allowed: new Map([[permitted.address, [opcode]]]) }
  const isCreation = route === 'CREATE' || route === 'CREATE2'
  return {
    chain: charterChain(charter, codes),
    free: charterChain({}, codes),
    call: { to: outer, ...(isCreation ? { data: program } : {}) },
  }
}

describe.each(routes)('each opcode number, reached by %s', (route) => {
  it.each(['denied', 'not allowed'] as const)('stops exactly there when %s', async (way) => {
    let stopped = 0
    for (const opcode of numbers) {
      if (opcode === SUBMIT) continue
      const { chain, call } = chainFor(opcode, route, way)
      const { block, denied } = await compare(chain, call, () => maskWithout([opcode]))
      expect(block.receipts, `0x${opcode.toString(16)}`).toHaveLength(1)
      const isGoverned = defined.has(opcode) && !FORCED.includes(opcode)
      expect(denied !== undefined, `0x${opcode.toString(16)}`).toBe(isGoverned)
      if (denied === undefined) continue
      stopped += 1
      // The way in itself cannot be avoided; everything else is reached inside.
      const isWayIn = opcode === opcodes.get(route)
      expect(denied).toMatchObject({ opcode, depth: route === 'depth 0' || isWayIn ? 0 : 1 })
    }
    expect(stopped).toBe([...defined].filter((opcode) => !FORCED.includes(opcode)).length)
  })

  it('runs for a permitted signer as without a charter', async () => {
    for (const opcode of numbers) {
      const { chain, free, call } = chainFor(opcode, route, 'not allowed')
      const block = await attempt(chain, permitted, call)
      const expected = await attempt(free, permitted, call)
      expect(block.receipts, `0x${opcode.toString(16)}`).toEqual(expected.receipts)
      expect(block.receipts[0]?.denial).toBeUndefined()
      const at = routes.indexOf(route)
      const slots = [outer, inner].flatMap((address) =>
        [0, 1, 9].map((slot) => [address, slot] as const),
      )
      chain.accept(block)
      free.accept(expected)
      for (const [address, slot] of slots) {
        expect(chain.storage(address, slot), `${at} ${slot}`).toBe(free.storage(address, slot))
      }
    }
  })
})

describe('SUBMIT, whose number is that of INVALID', () => {
  it.each(['denied', 'not allowed'] as const)('skips the transaction when %s', async (way) => {
    const { chain, call } = chainFor(SUBMIT, 'depth 0', way)
    const block = await attempt(chain, signer, call)
    expect(block.receipts).toEqual([])
    expect(block.skipped.map(({ reason }) => reason.code)).toEqual(['SUBMIT_DENIED'])
    const allowed = await attempt(chain, permitted, call)
    expect(allowed.receipts).toMatchObject([{ status: 0 }])
    expect(allowed.receipts[0]?.denial).toBeUndefined()
  })
})
