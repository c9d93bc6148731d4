# Two stages: one that builds the environment and bakes the database from seeds/, one that serves it.
FROM python:3.12-slim AS build
WORKDIR /srv/warraq
COPY requirements.lock ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY app app
COPY migrations migrations
COPY seeds seeds
RUN mkdir -p /var/lib/warraq \
 && WARRAQ_DATABASE_URL=sqlite:////var/lib/warraq/warraq.db /opt/venv/bin/python -m app ingest seeds

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/warraq warraq
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/warraq /srv/warraq
COPY --from=build --chown=warraq:warraq /var/lib/warraq /var/lib/warraq
ENV PATH=/opt/venv/bin:$PATH \
    WARRAQ_DATABASE_URL=sqlite:////var/lib/warraq/warraq.db \
    WARRAQ_HOST=0.0.0.0
USER warraq
WORKDIR /srv/warraq
VOLUME /var/lib/warraq
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["python", "-m", "app", "serve"]
