# The service: `docker build -t unspun .`, then `docker run --name unspun --read-only -p 8000:8000 -v unspun:/data unspun`.
# It listens on all addresses, so every request needs a key: `docker exec unspun unspun keys create cms --scopes compare,jobs,read`.
# Keys, jobs and reports are kept in /data; `-e UNSPUN_DATABASE_URL=postgresql+psycopg://…` keeps them in PostgreSQL instead.
# A worker: the same image with the command `unspun worker` (and no port).
# BASE is any Debian 12: apt brings Python 3.11. Mirrors of apt and pip come from the builder (mounts or environment).
ARG BASE=debian:bookworm-slim

# --- everything that needs a compiler; only the virtual environment and the code go on
FROM ${BASE} AS build
ENV DEBIAN_FRONTEND=noninteractive \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PATH=/opt/unspun/bin:$PATH
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends python3 python3-venv python3-dev gcc libc6-dev >/dev/null
WORKDIR /srv/unspun
COPY requirements.lock ./
RUN python3 -m venv /opt/unspun \
 && pip install --quiet --no-cache-dir --no-compile --require-hashes -r requirements.lock
COPY pyproject.toml setup.py README.md LICENSE ./
COPY app app
RUN PYTHONWARNINGS=ignore pip install --quiet --no-cache-dir --no-compile --no-deps --no-build-isolation -e . \
 && python3 -c "from app.align import kernel" \
 && rm -rf build
# what builds and tests goes, and of the models all but the two in use. Bytecode is made here, because the service may not write beside
# its code, but not of what only training imports
COPY models models
RUN pip uninstall --quiet --yes cython setuptools pip 2>/dev/null \
 && find /opt/unspun/lib -type d \( -name tests -o -name test -o -name include \) -prune -exec rm -r {} + \
 && find /opt/unspun/lib \( -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.cpp' -o -name '*.h' \) -delete \
 && find models -mindepth 1 -maxdepth 1 -type d ! -name "$(cat models/CURRENT)" ! -name "$(cat models/FINDER)" -exec rm -r {} + \
 && python3 -m compileall -q -x '/(scipy|sklearn|skops|joblib|nltk)/' app /opt/unspun/lib

# --- the image
FROM ${BASE}
ENV DEBIAN_FRONTEND=noninteractive \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    UNSPUN_DATABASE_URL=sqlite:////data/unspun.db \
    UNSPUN_REQUIRE_KEYS=true \
    UNSPUN_CACHE_DIR=/srv/unspun/cache \
    PATH=/opt/unspun/bin:$PATH
# Pango, HarfBuzz and a font: for reports as PDF
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends \
    python3 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core >/dev/null \
 && rm -rf /var/cache/apt/* /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin unspun \
 && install -d -o 10001 -g 10001 /data
WORKDIR /srv/unspun
COPY --from=build /opt/unspun /opt/unspun
COPY --from=build /srv/unspun /srv/unspun
COPY data data
# makes the flat lexicon, which nobody could write later
RUN unspun compare data/samples/reference.txt data/samples/suspect.txt >/dev/null

USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD \
  ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["unspun", "serve", "--host", "0.0.0.0", "--port", "8000"]
