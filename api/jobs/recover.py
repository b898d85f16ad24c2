"""Jobs of workers that are gone go back into the queue, or are given up after too many of them."""

from __future__ import annotations

import asyncio
import logging

from procrastinate import App
from procrastinate import jobs as queue_jobs
from procrastinate.exceptions import ConnectorException

from api.jobs.shop import Shop
from api.jobs.tasks import note_failure

log = logging.getLogger(__name__)

GONE = "处理该任务的进程意外终止，已由其他进程接手。"


async def recover_forever(app: App, shop: Shop) -> None:
    """Look for jobs without a living worker, several times per lease."""
    while True:
        await recover_once(app, shop)
        await asyncio.sleep(shop.settings.lease_seconds / 3)


async def recover_once(app: App, shop: Shop) -> None:
    """Give every job whose worker was not seen for a lease back to the queue."""
    lease = shop.settings.lease_seconds
    await app.job_manager.prune_stalled_workers(lease)
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=lease):
        is_last = await asyncio.to_thread(note_failure, shop, job, reason=GONE)
        try:
            if is_last:
                await app.job_manager.finish_job(job, queue_jobs.Status.FAILED, delete_job=False)
            else:
                await app.job_manager.retry_job(job)
        except ConnectorException as error:
            # Another worker was quicker: the job is no longer "doing".
            log.info("job %s was recovered elsewhere: %s", job.id, error.__cause__)
