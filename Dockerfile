# Letters without an installation: docker build -t campaign .
# docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/campaign" campaign generate
FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/campaign
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
COPY templates templates
COPY data data
# The pins have hashes, which a folder cannot have: first what is pinned, then the program itself.
RUN pip install --no-cache-dir --require-hashes -r constraints.txt \
 && pip install --no-cache-dir --no-deps --no-build-isolation . \
 && python -m compileall -q /usr/local/lib/python3.11/site-packages/campaign

RUN useradd --create-home --uid 1000 campaign
USER campaign
# Fontconfig and the like want a home that anybody can write to, whoever --user says.
ENV HOME=/tmp PYTHONUTF8=1
WORKDIR /campaign
VOLUME /campaign
ENTRYPOINT ["campaign"]
CMD ["--help"]
