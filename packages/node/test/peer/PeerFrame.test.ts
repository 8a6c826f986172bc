import { asAddress } from '@mvm/protocol'
import { sealSignerFromKey } from '@mvm/sequencer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWireMessage } from '../../src/peer/isWireMessage.ts'
import { type PeerFrame, peerFrame } from '../../src/peer/PeerFrame.ts'
import { signedText } from '../../src/peer/signedText.ts'
import type { WireMessage } from '../../src/peer/WireMessage.ts'

const signer = sealSignerFromKey(`0x${'5a'.repeat(32)}`)
const hash = `0x${'11'.repeat(32)}`
const tip = { position: 4, id: hash }

const frame: PeerFrame = {
  version: 1,
  l1ChainId: 31_337,
  session: 'a session',
  counter: 3,
  from: signer.address,
  to: asAddress(`0x${'bb'.repeat(20)}`),
  messages: [{ chainId: 17, message: accept() }],
}

/** What the receiver makes of what has come. */
function received(data: string): PeerFrame | undefined {
  const bytes = Buffer.from(data)
  const from = peerFrame.signerOf(bytes)
  return from === undefined ? undefined : peerFrame.read(bytes, from)
}

function accept(): WireMessage {
  return {
    kind: 'committee',
    message: {
      kind: 'accept',
      ballot: { epoch: 2, round: 1 },
      entry: {
        parent: tip,
        tip: { position: 6, id: hash },
        body: {
          kind: 'block',
          number: 3,
          timestamp: 1_700_000_000,
          parentHash: hash as never,
          blockHash: hash as never,
          transactions: [new Uint8Array([1, 2, 3]), new Uint8Array(0)],
          originNumber: 5,
          originHash: hash as never,
          seal: { epoch: 2, sealer: signer.address, signature: new Uint8Array(65) },
        },
      },
    },
  }
}

test('what a sequencer sends is what another one reads', async () => {
  expect(received(await peerFrame.encode(frame, signer))).toEqual(frame)
  const answer: PeerFrame = {
    ...frame,
    messages: [
      {
        chainId: 18,
        message: {
          kind: 'answer',
          id: 1,
          outcome: {
            status: 'refused',
            refusal: 'NONCE_TOO_LOW',
            detail: 'too low',
            expectedNonce: 2n ** 60n,
          },
        },
      },
      ...frame.messages,
    ],
  }
  expect(received(await peerFrame.encode(answer, signer))).toEqual(answer)
})

test('nothing that was changed on the way is read', async () => {
  const data = await peerFrame.encode(frame, signer)
  fc.assert(
    fc.property(fc.nat(data.length - 1), fc.integer({ min: 33, max: 126 }), (index, code) => {
      const character = String.fromCharCode(code)
      // Hexadecimal has two spellings of a digit.
      if (data[index]?.toLowerCase() === character.toLowerCase()) return
      const changed = data.slice(0, index) + character + data.slice(index + 1)
      expect(received(changed)).toBeUndefined()
    }),
    { seed: 20_261_121, numRuns: 500 },
  )
})

test('a frame in another’s name is not read', async () => {
  const other = sealSignerFromKey(`0x${'6b'.repeat(32)}`)
  expect(received(await peerFrame.encode(frame, other))).toBeUndefined()
  expect(received('no frame at all')).toBeUndefined()
  expect(received('')).toBeUndefined()
})

test('whose a frame is can be told without reading it', async () => {
  const data = Buffer.from(await signedText.encode('MVM peer message 1', '[[[ no JSON', signer))
  expect(peerFrame.signerOf(data)).toBe(signer.address)
  expect(peerFrame.read(data, signer.address)).toBeUndefined()
  const elsewhere = Buffer.from(await signedText.encode('MVM producer message 1', '{}', signer))
  expect(peerFrame.signerOf(elsewhere)).not.toBe(signer.address)
})

test('a frame of another version is not read', async () => {
  expect(received(await peerFrame.encode({ ...frame, version: 2 }, signer))).toBeUndefined()
})

test('a message in which anything is missing or of another type is none', () => {
  expect(isWireMessage(accept())).toBe(true)
  const paths: (readonly string[])[] = []
  const collect = (value: unknown, path: readonly string[]) => {
    if (path.length > 0) paths.push(path)
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return
    for (const [name, field] of Object.entries(value)) collect(field, [...path, name])
  }
  collect(accept(), [])
  expect(paths.length).toBeGreaterThan(20)
  for (const path of paths) {
    for (const wrong of [undefined, null, 1.5, [[]], { kind: 1 }]) {
      const copy = accept() as unknown as Record<string, unknown>
      let holder = copy
      for (const name of path.slice(0, -1)) holder = holder[name] as Record<string, unknown>
      holder[path.at(-1) as string] = wrong
      expect(isWireMessage(copy), path.join('.')).toBe(false)
    }
  }
})
