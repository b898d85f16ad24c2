# Two stages: the first builds the environment from the lock, the second runs it, as a plain user and without network.
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS build
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_INPUT=1
RUN python -m venv /opt/heyan
WORKDIR /src
# The lock first: it changes seldom, so this layer is kept.
COPY requirements.lock ./
RUN /opt/heyan/bin/pip install --no-deps --require-hashes -r requirements.lock
COPY packaging ./packaging
RUN /opt/heyan/bin/pip install --no-deps --no-build-isolation ./packaging/opencv-contrib-python
COPY pyproject.toml README.md LICENSE ./
COPY models ./models
COPY extractor ./extractor
COPY api ./api
RUN /opt/heyan/bin/pip install --no-deps --no-build-isolation . \
    && /opt/heyan/bin/heyan --help >/dev/null

FROM ${PYTHON}
LABEL org.opencontainers.image.title="heyan" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later"
RUN useradd --system --uid 10001 --user-group --home-dir /nonexistent --no-create-home heyan \
    && install -d -o heyan -g heyan /data /cache /var/lib/heyan
COPY --from=build /opt/heyan /opt/heyan
# Libraries that would look for newer weights on the network, or write below a home folder, are told not to.
ENV PATH=/opt/heyan/bin:$PATH \
    PYTHONUTF8=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK=True \
    PADDLE_PDX_CACHE_HOME=/cache/paddlex \
    HF_HUB_OFFLINE=1 \
    HF_HUB_DISABLE_TELEMETRY=1 \
    HF_HOME=/cache/huggingface \
    MODELSCOPE_CACHE=/cache/modelscope \
    XDG_CACHE_HOME=/cache \
    HOME=/cache \
    HEYAN_CACHE_DIR=/cache/heyan \
    HEYAN_DATA_DIR=/var/lib/heyan
USER heyan
WORKDIR /data
VOLUME ["/cache", "/var/lib/heyan"]
EXPOSE 8300
HEALTHCHECK --interval=60s --timeout=60s --start-period=30s --retries=3 CMD ["heyan", "doctor"]
ENTRYPOINT ["heyan"]
CMD ["--help"]
