import type { FastifyInstance } from 'fastify'
import type { RpcService } from './RpcService.ts'

/** `/livez`: the process answers. `/readyz?dac=<slug>`: that DAC, by default the first one, can be used. */
export function addHealthRoutes(app: FastifyInstance, service: Pick<RpcService, 'find'>): void {
  app.get('/livez', () => ({ live: true }))
  app.get<{ Querystring: { dac?: string | string[] } }>('/readyz', (request, reply) => {
    const { dac = '' } = request.query
    const ports = typeof dac === 'string' ? service.find(dac) : null
    if (ports === null) {
      return reply.code(404).send({ ready: false, reasons: ['this node serves no such DAC'] })
    }
    const { isReady, reasons, takesTransactions = isReady } = ports.readiness()
    return reply.code(isReady ? 200 : 503).send({ ready: isReady, takesTransactions, reasons })
  })
}
