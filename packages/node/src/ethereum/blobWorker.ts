import { type BlobSidecar, verifyBlobs } from '@mvm/execution'
import { serveWorker } from '../worker/serveWorker.ts'

const methods = {
  verify: (sidecar: BlobSidecar) => verifyBlobs(sidecar),
}

export type BlobMethods = typeof methods

serveWorker(methods)
