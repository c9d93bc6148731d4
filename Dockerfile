# Two stages: one that builds the environment and bakes the database from seeds/, one that serves it.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/warraq \
 && /opt/warraq/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY migrations migrations
RUN /opt/warraq/bin/pip install --no-cache-dir --no-deps .
COPY seeds seeds
RUN mkdir -p /var/lib/warraq \
 && WARRAQ_DATABASE_URL=sqlite:////var/lib/warraq/warraq.db /opt/warraq/bin/warraq ingest seeds

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/warraq warraq
COPY --from=build /opt/warraq /opt/warraq
COPY --from=build --chown=warraq:warraq /var/lib/warraq /var/lib/warraq
ENV PATH=/opt/warraq/bin:$PATH \
    WARRAQ_DATABASE_URL=sqlite:////var/lib/warraq/warraq.db \
    WARRAQ_HOST=0.0.0.0
USER warraq
WORKDIR /var/lib/warraq
VOLUME /var/lib/warraq
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["warraq", "serve"]
