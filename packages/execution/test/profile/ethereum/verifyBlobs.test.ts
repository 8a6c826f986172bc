import { type BlobSidecar, verifyBlobs } from '@mvm/execution'
import { fromHex } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'

/** A blob that is 1 everywhere is the polynomial 1: its commitment is the generator of G1, its proofs are the point at infinity. */
const GENERATOR = fromHex(
  '0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb',
)
const INFINITY = fromHex(`0xc0${'00'.repeat(47)}`)
const CELLS = 128

function ones(): Uint8Array {
  const blob = new Uint8Array(131_072)
  for (let end = 31; end < blob.length; end += 32) blob[end] = 1
  return blob
}

const withCells: BlobSidecar = {
  blobs: [ones()],
  commitments: [GENERATOR],
  proofs: new Array<Uint8Array>(CELLS).fill(INFINITY),
  isWithCells: true,
}
const withBlobProofs: BlobSidecar = { ...withCells, proofs: [INFINITY], isWithCells: false }

describe('blobs and their proofs', { timeout: 240_000 }, () => {
  it.each([
    ['of cells (EIP-7594)', withCells],
    ['of blobs (EIP-4844)', withBlobProofs],
  ])('hold where they are true, and only there: %s', async (_what, sidecar) => {
    expect(await verifyBlobs(sidecar)).toBe(true)
    const other = ones()
    other[31] = 2
    const tooLarge = ones().fill(0xff, 0, 32)
    const [, ...rest] = sidecar.proofs
    for (const wrong of [
      { ...sidecar, blobs: [other] },
      { ...sidecar, blobs: [tooLarge] },
      { ...sidecar, commitments: [INFINITY] },
      { ...sidecar, commitments: [new Uint8Array(48)] },
      { ...sidecar, proofs: [GENERATOR, ...rest] },
      { ...sidecar, proofs: [new Uint8Array(48).fill(0xff), ...rest] },
    ])
      expect(await verifyBlobs(wrong)).toBe(false)
  })
})
